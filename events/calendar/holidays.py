"""Public holidays by law (Labour Code of Russia, article 112), without the days moved each year."""

from datetime import date

_HOLIDAYS = {
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}


def holiday_of(day: date) -> str:
    """Its name, or an empty string."""
    if day.month == 1 and day.day <= 8:
        return "Рождество Христово" if day.day == 7 else "Новогодние каникулы"
    return _HOLIDAYS.get((day.month, day.day), "")
