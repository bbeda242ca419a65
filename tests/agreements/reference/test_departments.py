"""The reviewed executive bodies of the region whose file comes with the registry, and what became of them."""

from agreements.reference.load import cases_of
from agreements.reference.region import bundled_file, read_region

REGION = read_region(bundled_file("ru-67"))
DEPARTMENTS = {entry.code: entry for entry in REGION.departments}

HEADINGS = [  # of the sections of the three documents that go by departments, newest document first
    "Министерство культуры и туризма Смоленской области",
    "Министерство образования и науки Смоленской области",
    "Министерство занятости населения и трудовой миграции Смоленской области",
    "Министерство инвестиционного развития Смоленской области",
    "Министерство промышленности и торговли Смоленской области",
    "Министерство сельского хозяйства и продовольствия Смоленской области",
    "Министерство спорта Смоленской области",
    "Департамент инвестиционного развития Смоленской области",
    "Департамент Смоленской области по сельскому хозяйству и продовольствию",
    "Департамент цифрового развития Смоленской области",
    "Департамент государственной службы занятости населения Смоленской области",
    "Департамент Смоленской области по культуре",
    "Главное управление Смоленской области по делам молодежи и гражданско-патриотическому воспитанию",
    "Главное управление спорта Смоленской области",
    "Департамент экономического развития Смоленской области",
]


def test_every_section_heading_of_the_documents_is_a_department():
    known = [row.name for row in DEPARTMENTS.values()]
    assert [heading for heading in HEADINGS if known.count(heading) != 1] == []


def test_departments_of_the_newest_plan_stand_in_its_order():
    order = {row.name: row.order for row in DEPARTMENTS.values()}
    newest = [order[heading] for heading in HEADINGS[:7]]
    assert newest == sorted(newest)
    assert len(set(order.values())) == len(order)


HEADS = {
    "Министерство": ("Министерства", "Министерству", "Министерство", "Министерством", "Министерстве"),
    "Правительство": ("Правительства", "Правительству", "Правительство", "Правительством", "Правительстве"),
    "Департамент": ("Департамента", "Департаменту", "Департамент", "Департаментом", "Департаменте"),
    "Администрация": ("Администрации", "Администрации", "Администрацию", "Администрацией", "Администрации"),
    "Главное управление": (
        "Главного управления",
        "Главному управлению",
        "Главное управление",
        "Главным управлением",
        "Главном управлении",
    ),
}


def test_departments_decline_their_head_word_alone():
    for row in DEPARTMENTS.values():
        head = next(head for head in HEADS if row.name.startswith(head))
        rest = row.name.removeprefix(head)
        forms = cases_of(row)
        assert forms == tuple(form + rest for form in HEADS[head])


def test_succession_leads_on_without_a_circle():
    steps: dict[str, list[str]] = {}
    for row in REGION.successions:
        steps.setdefault(row.predecessor, []).append(row.successor)

    def ahead(code: str, behind: tuple[str, ...]) -> list[str]:
        assert code not in behind
        return [code, *(later for step in steps.get(code, []) for later in ahead(step, (*behind, code)))]

    for code in steps:
        assert len(ahead(code, ())) > 1
    assert ahead("department-employment-service", ()) == [
        "department-employment-service",
        "ministry-employment-migration",
        "ministry-labour-employment",
    ]


def test_a_date_of_succession_names_its_act():
    assert [row.predecessor for row in REGION.successions if bool(row.date) != bool(row.act)] == []
