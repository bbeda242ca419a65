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
POSTPONED_ROW = {"fate": "postponed", "fate_dates": "октябрь 2025 года"}
