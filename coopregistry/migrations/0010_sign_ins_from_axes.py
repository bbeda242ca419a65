"""Sign-ins that django-axes recorded, brought into the journal and taken from its tables."""

from heapq import merge

from django.db import migrations

AT_ONCE = 2000


def bring_over(apps, schema_editor):
    """In the order they happened. Of failed attempts a name is kept where it is that of an account: what else
    was typed may be a password."""
    SignIn, User = apps.get_model("coopregistry", "SignIn"), apps.get_model("coopregistry", "User")
    logs = {name: apps.get_model("axes", name) for name in ("AccessLog", "AccessFailureLog")}
    accounts = dict(User.objects.values_list("username", "pk"))

    def told(name, moment, outcome_of):
        rows = logs[name].objects.exclude(**{moment: None}).order_by(moment, "pk")
        for row in rows.iterator(chunk_size=AT_ONCE):
            outcome, username = outcome_of(row), (row.username or "")[:150]
            account = accounts.get(username)
            if account is None and name == "AccessFailureLog":
                username = ""
            yield SignIn(
                made_at=getattr(row, moment),
                account=account,
                username=username,
                address=row.ip_address,
                outcome=outcome,
            )

    happened = merge(
        told("AccessLog", "attempt_time", lambda row: "signed_in"),
        told("AccessLog", "logout_time", lambda row: "signed_out"),
        told("AccessFailureLog", "attempt_time", lambda row: "locked" if row.locked_out else "refused"),
        key=lambda sign_in: sign_in.made_at,
    )
    part = []
    for sign_in in happened:
        part.append(sign_in)
        if len(part) == AT_ONCE:
            SignIn.objects.bulk_create(part)
            part = []
    SignIn.objects.bulk_create(part)
    for log in logs.values():
        log.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("coopregistry", "0009_journal"), ("axes", "0010_accessattemptexpiration")]

    operations = [migrations.RunPython(bring_over, migrations.RunPython.noop)]
