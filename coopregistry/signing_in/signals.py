"""What happens to second factors, for whoever keeps account: `user` is whose it is, `request` who did it."""

from django.dispatch import Signal

second_factor_added = Signal()
second_factor_removed = Signal()
