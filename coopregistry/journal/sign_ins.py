"""Sign-ins, failed ones too: how they are recorded, and the figures of them."""

from collections.abc import Iterable
from ipaddress import ip_address

from axes.helpers import get_client_ip_address
from django.db.models import Count
from django.http import HttpRequest
from prometheus_client.metrics_core import CounterMetricFamily, Metric

from ..models import SignIn, User


def record(
    outcome: str, request: HttpRequest | None, *, user: User | None = None, username: str = ""
) -> SignIn:
    """Of an account, or of what was typed as its name."""
    account = user or User.objects.filter(username=username[:150]).only("pk", "username").first()
    return SignIn.objects.create(
        account=account.pk if account else None,
        username=account.username if account else "",
        address=_address(request) if request is not None else None,
        outcome=outcome,
    )


def _address(request: HttpRequest) -> str | None:
    """As axes sees it, which locks by it; a Unix socket has none."""
    try:
        return str(ip_address(get_client_ip_address(request) or ""))
    except ValueError:
        return None


def sign_in_figures() -> Iterable[Metric]:
    sign_ins = CounterMetricFamily("registry_sign_ins", "Sign-ins and attempts.", labels=["outcome"])
    for outcome, count in SignIn.objects.order_by().values_list("outcome").annotate(Count("pk")):
        sign_ins.add_metric([outcome], count)
    yield sign_ins
