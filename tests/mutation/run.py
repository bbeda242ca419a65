"""mutmut, mutating functions under `transaction.atomic` as well, and with a bound on memory.

mutmut leaves every decorated function alone, and the life of a report and of a submission is written in such
functions. `transaction.atomic` may be applied to a copy of a function without side effects.
"""

import os
import resource
import sys

import libcst as cst
from libcst import matchers
from mutmut.__main__ import cli
from mutmut.mutation.file_mutation import MutationVisitor

_MEMORY = 2 * 1024**3  # bytes of each process: a mutant may append to a list for ever

_is_atomic = matchers.FunctionDef(
    decorators=[matchers.Decorator(matchers.Attribute(matchers.Name("transaction"), matchers.Name("atomic")))]
)
_skips_node_and_children = MutationVisitor._skip_node_and_children


def _skips(visitor: MutationVisitor, node: cst.CSTNode) -> bool:
    return not matchers.matches(node, _is_atomic) and _skips_node_and_children(visitor, node)


if __name__ == "__main__":
    os.register_at_fork(after_in_child=lambda: resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY)))
    MutationVisitor._skip_node_and_children = _skips
    sys.exit(cli())
