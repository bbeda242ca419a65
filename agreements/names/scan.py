"""Reads a text in one order: names, lists that share a head word, then adjectives and inhabitants."""

from .cut_names import begins_cut
from .heads import HEADS
from .index import Index
from .joint_directions import find_joint
from .lists import list_after, list_before
from .lost import find_lost
from .memo import WordMemo
from .minor import ask_about_doubtful, settle_doubtful
from .naming import find_names
from .page import Page
from .qualifying import find_adjective, find_inhabitant
from .truncated import find_truncated


def scan(text: str, index: Index, known: WordMemo) -> Page:
    page = Page(text, index, known)
    marked = [
        i for i, token in enumerate(page.tokens) if known.interesting(token.norm) or begins_cut(page, i)
    ]
    heads = [i for i in marked if page.tokens[i].norm in HEADS]
    find_names(page, marked)
    find_joint(page)
    for i in heads:
        find_truncated(page, i)
    for i in heads:
        list_before(page, i)
    for i in heads:
        list_after(page, i)
    settle_doubtful(page)
    for i in marked:
        if page.owner[i] is None:
            find_adjective(page, i)
    for i in marked:
        if page.owner[i] is None:
            find_inhabitant(page, i)
    ask_about_doubtful(page)
    find_lost(page, heads)
    return page
