"""Limits over all processes of the server: each is counted in a row of the database."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .models import LimitCount

_KEPT = timedelta(days=1)  # longer than any limit runs


class Spent(NamedTuple):
    granted: int
    until: datetime  # when the count begins anew


@dataclass(frozen=True)
class Limit:
    """At most so many times within the seconds that follow the first."""

    name: str
    most: int
    seconds: float

    def spend(self, subject: object, times: int = 1) -> Spent:
        """Grants as many of the times as are left. Not in a transaction that may be undone: the count would
        be undone with it."""
        now = timezone.now()
        with transaction.atomic():
            count, is_new = LimitCount.objects.select_for_update().get_or_create(
                key=self._key(subject), defaults={"began_at": now}
            )
            if is_new:
                LimitCount.objects.filter(began_at__lt=now - _KEPT).delete()
            if count.began_at + self._length <= now:
                count.began_at, count.count = now, 0
            granted = max(0, min(times, self.most - count.count))
            if granted:
                count.count += granted
                count.save(update_fields=["began_at", "count"])
        return Spent(granted, count.began_at + self._length)

    def give_back(self, subject: object) -> None:
        """What was spent turned out not to be an attempt that counts."""
        LimitCount.objects.filter(key=self._key(subject), count__gt=0).update(count=F("count") - 1)

    def left(self, subject: object) -> Spent:
        now = timezone.now()
        count = LimitCount.objects.filter(key=self._key(subject), began_at__gt=now - self._length).first()
        if count is None:
            return Spent(self.most, now + self._length)
        return Spent(max(0, self.most - count.count), count.began_at + self._length)

    @property
    def _length(self) -> timedelta:
        return timedelta(seconds=self.seconds)

    def _key(self, subject: object) -> str:
        return hashlib.sha256(f"{self.name}\0{subject}".encode()).hexdigest()
