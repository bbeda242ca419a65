"""Issues of proof-reading as JSON, for a reading that is kept."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from events.phrases.issues import Issue
from events.vocabulary import Role, Severity

from .document import Place, ProofIssue
from .slip import Phrase


def issue_json(one: ProofIssue) -> dict[str, Any]:
    return asdict(one)


def issue_of_json(data: Mapping[str, Any]) -> ProofIssue:
    issue, phrase = data["issue"], data["phrase"]
    return ProofIssue(
        issue=Issue(
            **{
                **issue,
                "severity": Severity(issue["severity"]),
                "role": Role(issue["role"]) if issue["role"] else None,
            }
        ),
        place=Place(**data["place"]),
        phrase=Phrase(*phrase) if phrase else None,
        is_mendable=data["is_mendable"],
        fingerprint=data["fingerprint"],
    )
