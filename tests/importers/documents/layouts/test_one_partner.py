"""The partner a title names, in whichever place."""

import pytest

from importers.documents.layouts.one_partner import one_partner, partner_in

HOME = "Смоленской областью"


@pytest.mark.parametrize(
    ("title", "partner"),
    [
        (f"по сотрудничеству между {HOME} и Республикой Беларусь за 2031 год", "Республикой Беларусь"),
        (f"по сотрудничеству между Республикой Беларусь и {HOME} в 2031 году", "Республикой Беларусь"),
        (f"о взаимодействии между {HOME} и Тверской областью", "Тверской областью"),
        ("о сотрудничестве с Республикой Беларусь в сфере культуры", "Республикой Беларусь"),
        ("о культурных связях со\nСловацкой Республикой, 2031 год", "Словацкой Республикой"),
        ("о сотрудничестве с зарубежными партнерами", ""),
        ("о сотрудничестве с участием органов власти", ""),
        ("о мероприятиях в международной сфере", ""),
    ],
)
def test_the_partner_is_named_without_what_follows(title: str, partner: str) -> None:
    assert (partner_in(title), one_partner(title)) == (partner, partner)


def test_several_partners_are_a_phrase_but_not_one_partner() -> None:
    title = "о сотрудничестве с Республикой Беларусь и Республикой Армения"
    assert partner_in(title) == "Республикой Беларусь и Республикой Армения"
    assert one_partner(title) == ""
