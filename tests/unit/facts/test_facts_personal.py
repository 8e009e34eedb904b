"""Personal data as facts: where it stands and of what kind; what it says is nowhere in the facts."""

import json
from collections import Counter

import pytest

from jixiao.facts import facts_of
from jixiao.model import Document, FileSource, PersonalData, Project, Section
from jixiao.provenance import SourceRef

NAME, PHONE = "李晓明", "13912345678"


def document(**values):
    return Document(source=FileSource(file="a.txt", sha256="0" * 64, media_type="text/plain"), **values)


def form(number, phone=PHONE):
    places = {"contacts.联系电话": [SourceRef("a.txt", line=number, cell=4)], "contacts.经办人": [SourceRef("a.txt", line=number, cell=2)]}
    contacts = {"负责人": None, "经办人": NAME, "联系电话": phone, "填报日期": "20230202115120"}
    return Project(name=f"项目{number}", contacts=contacts, source=SourceRef("a.txt", line=number), sources=places)


def rows(found):
    return facts_of([found]).tables["personal_data"]


def test_contacts_of_every_form_are_counted_and_distinct_ones_told_apart():
    found = rows(document(projects=[form(1), form(2), form(3, "13800000000")]))
    mobiles = [row for row in found if row["kind"] == "mobile"]

    assert Counter(row["kind"] for row in found) == {"mobile": 3, "person_name": 3}
    assert len({row["fingerprint"] for row in mobiles}) == 2
    assert [row["source"] for row in mobiles] == [f'{{"line":{line},"cell":4}}' for line in (1, 2, 3)]


def test_what_personal_data_says_is_in_no_fact_of_it():
    text = f"联系人：{NAME}，电话{PHONE}，地址：云川市和平路12号。"
    found = rows(document(projects=[form(1)], sections=[Section(heading="其他", text=text, source=SourceRef("a.txt", line=9))]))
    written = json.dumps(found, ensure_ascii=False)

    assert NAME not in written
    assert PHONE not in written
    assert {"person_name", "mobile", "address"} <= {row["kind"] for row in found if row["context"] == "text"}
    assert {row["masked"] for row in found if row["kind"] == "person_name"} == {"李**"}


def test_data_of_one_sentence_belong_together():
    text = f"联系人：{NAME}，电话{PHONE}。拨付补助51万元。"
    found = rows(document(sections=[Section(text=text, source=SourceRef("a.txt", line=9))]))
    name = next(row for row in found if row["kind"] == "person_name")

    assert (name["with_kinds"], name["has_amount"]) == (";mobile;", False)


def test_time_stamps_and_amounts_are_no_telephone_numbers():
    text = "填报时间20230202115120，预算13800000000.00元，编号139123456789。"

    assert rows(document(sections=[Section(text=text, source=SourceRef("a.txt", line=9))])) == []


def test_what_the_reader_found_elsewhere_is_not_lost():
    found = rows(document(personal_data=[PersonalData(kind="id_number", source=SourceRef("a.txt", line=40, cell=2))]))

    assert [(row["kind"], row["context"], row["masked"]) for row in found] == [("id_number", "table", "〔身份证号〕")]


def test_fingerprints_of_two_documents_cannot_be_joined():
    first = rows(document(projects=[form(1)]))[0]
    other = document(projects=[form(1)]).model_copy(update={"source": FileSource(file="b.txt", sha256="1" * 64, media_type="text/plain")})

    assert first["fingerprint"] != rows(other)[0]["fingerprint"]


def test_offices_and_signs_beside_a_label_are_no_persons():
    contacts = {"负责人": "财务科", "经办人": "签字"}
    project = Project(name="项目", contacts=contacts, source=SourceRef("a.txt", line=1))

    assert rows(document(projects=[project])) == []


@pytest.mark.parametrize(
    "text",
    [
        "由于某些原因，对于某项工作暂缓",
        "白内障手术费10万元，康复治疗费20万元",
        "武警医疗费30万元；石家庄医疗费5万元",
        "常见病、高血压病防治",
        "联系人：办公室",
        "联系地址变更登记手续",
        "预算13800000000元",
        "编号912345678901234567",
    ],
)
def test_ordinary_words_and_numbers_are_no_personal_data(text):
    assert rows(document(sections=[Section(text=text, source=SourceRef("a.txt", line=9))])) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("支付王某医疗费5万元", {"person_name", "health"}),
        ("负伤民警李晓明医疗费5万元", {"person_name", "health"}),
        ("慰问：李晓同志抚恤金", {"person_name"}),
        ("身份证110101199003074213", {"id_number"}),
    ],
)
def test_persons_and_what_is_said_of_them(text, kinds):
    assert {row["kind"] for row in rows(document(sections=[Section(text=text, source=SourceRef("a.txt", line=9))]))} == kinds
