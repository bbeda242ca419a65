"""Bodies shown in the description."""

NEW_ROW = {
    "report": 3,
    "title": "Выставка народных промыслов «Радуга мастеров»",
    "dates": "26-28 сентября",
    "partners": ["by-vitebskaya", "ru-32"],
    "place": "г. Витебск",
    "participants": "мастера народных промыслов",
    "participants_count": 40,
    "content": "Показ изделий и мастер-классы",
    "reason": "по письму учреждения культуры",
}
CHANGED_ROW = {"dates": "в течение III квартала", "reason": "сроки уточнены"}
UNDER_CONTROL = {"department": 6, "due": "2025-12-01", "basis": "поручение от 25.12.2024 № 215"}
CARRIED_OUT = {"state": "done", "department": 6, "due": "2025-12-01", "basis": "письмо от 20.11.2025 № 1204"}
CORRECTED_MEETING = {
    "home": [{"post": "министр культуры области", "name": "И.И. Иванов"}],
    "reason": "по списку делегации",
}
EXECUTION = {"text": "Проведены две бизнес-миссии: в апреле и в мае 2025 года."}
POSTPONED_ROW = {"fate": "postponed", "fate_dates": "октябрь 2025 года"}
