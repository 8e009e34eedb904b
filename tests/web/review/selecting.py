"""Elements of a page by short selectors: ``tag``, ``.class``, ``#id``, ``[name]``, ``[name='…']``, ``[name^='…']``, and descendants."""

import re

_PART = re.compile(r"(?P<tag>^[a-z][a-z0-9]*)|\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<name>[\w-]+)(?:(?P<how>\^?=)'(?P<value>[^']*)')?\]")


def select(tree, selector):
    """The elements of a tree that a selector names, in their order."""
    return tree.xpath("|".join("." + "".join(_step(part) for part in one.split()) for one in selector.split(",")))


def _step(compound):
    tag, tests, at = "*", [], 0
    while at < len(compound):
        found = _PART.match(compound, at) if at else _PART.match(compound)
        assert found, f"no such selector: {compound}"
        if found["tag"]:
            tag = found["tag"]
        elif found["cls"]:
            tests.append(f"contains(concat(' ', normalize-space(@class), ' '), ' {found['cls']} ')")
        elif found["id"]:
            tests.append(f"@id='{found['id']}'")
        elif found["how"] == "^=":
            tests.append(f"starts-with(@{found['name']}, '{found['value']}')")
        else:
            tests.append(f"@{found['name']}" + (f"='{found['value']}'" if found["how"] else ""))
        at = found.end()
    return f"//{tag}" + "".join(f"[{test}]" for test in tests)
