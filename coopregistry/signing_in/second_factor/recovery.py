"""Recovery codes: ten of them, each for one use."""

import hashlib
import re

from django.db import transaction
from django.utils import timezone

from ...models import User
from ...passwords import password_for_one_use
from ..models import RecoveryCode

_NUMBER = 10
_GROUPS = 4  # 114 bits: a fast digest is enough from 112 on


def new_recovery_codes(user: User) -> list[str]:
    """The former ones no longer hold."""
    codes = [password_for_one_use(_GROUPS) for _code in range(_NUMBER)]
    with transaction.atomic():
        user.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(code)) for code in codes)
    return codes


def use_recovery_code(user: User, code: str) -> bool:
    unused = user.recovery_codes.filter(digest=_digest(code), used_at=None)
    return bool(unused.update(used_at=timezone.now()))


def _digest(code: str) -> str:
    """Without the hyphens, which people leave out."""
    return hashlib.sha256(re.sub(r"[\s-]", "", code).encode()).hexdigest()
