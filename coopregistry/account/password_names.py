"""What a stranger tries first: a password with the name of the user, of the office or of the region."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.models import Department
from agreements.reference.read import partners
from events.words.stems import words

from ..models import User

_SHORTEST = 4  # letters; a shorter name stands in too many words by chance
# The two layouts of a Russian keyboard: a name typed in the wrong one is still that name.
_LAYOUT = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюе")
_LETTERS = dict(zip("абвгдезийклмнопрстуфыэъь", [*"abvgdeziyklmnoprstufye", "", ""], strict=True))
_DIGRAPHS = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
_LATIN = (
    str.maketrans({**_LETTERS, **_DIGRAPHS}),
    str.maketrans({**_LETTERS, **_DIGRAPHS, "й": "i", "х": "h", "ц": "c", "щ": "sch", "ю": "iu", "я": "ia"}),
)


class NamesInPasswordValidator:
    """Names are looked for without their endings, in Russian and Latin letters and in either layout."""

    def validate(self, password: str, user: User | None = None) -> None:
        given = _folded(password)
        spellings = (given, given.translate(_LAYOUT))
        names = {*_region_words(settings.HOME_SUBJECT), *_names_of(user)}
        if any(written in spelling for name in names for written in _written(name) for spelling in spellings):
            raise ValidationError(
                _(
                    "The password contains your name or that of your office or region: others try it first. "
                    "Take three or four words that have nothing to do with each other."
                ),
                code="password_has_a_name",
            )

    def get_help_text(self) -> str:
        return _("Your password must not contain your name or that of your office or region.")


def _names_of(user: User | None) -> Iterator[str]:
    if user is None:
        return
    own = (user.username, user.last_name, user.first_name, user.middle_name, user.email.partition("@")[0])
    yield from _forms(own)
    if user.pk:
        offices = Department.objects.filter(memberships__user=user)
        named = [f"{office.name} {office.short_name}" for office in offices]
        if named:
            # «Министерство» and «области» stand in many names and give nothing away.
            everywhere = Department.objects.values_list("name", flat=True)
            common = Counter(form for name in everywhere for form in set(_forms([name])))
            yield from (form for form in _forms(named) if common[form] <= 1)


@cache
def _region_words(code: str) -> tuple[str, ...]:
    """Of its name without the words of other regions' names, such as «область»."""
    names = {row.code: row.name for row in partners()}
    others = {form for other, name in names.items() if not other.startswith(code) for form in _forms([name])}
    return tuple(form for form in _forms([names.get(code, "")]) if form not in others)


def _forms(names: Iterable[str]) -> list[str]:
    """Words of the names, with their endings and without."""
    text = " ".join(names)
    found = [(_folded(text[start:end]), stem.strip()) for start, end, stem in words(text)]
    return [form for pair in found for form in dict.fromkeys(pair) if not form.isdigit()]


def _written(name: str) -> set[str]:
    written = {name, *(name.translate(letters) for letters in _LATIN)}
    return {one for one in written if len(one) >= _SHORTEST}


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")
