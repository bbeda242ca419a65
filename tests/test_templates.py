"""No line of a template is longer than a screen is wide."""

from django.conf import settings

WIDTH = 120


def test_no_line_of_a_template_is_too_long() -> None:
    files = sorted(path for path in (settings.BASE_DIR / "templates").rglob("*") if path.is_file())
    too_long = [
        f"{path.relative_to(settings.BASE_DIR)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > WIDTH
    ]
    assert files
    assert too_long == []
