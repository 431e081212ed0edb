"""pyvis as the generator of the map: it holds nodes, edges and options, and renders through our own template.

vis-network is read out of the installed pyvis and put into the page, so that no page asks a network for anything.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment

VIS_FILE = "lib/vis-9.1.2/vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {"chosen": False},
    "interaction": {
        "hover": True,
        "tooltipDelay": 1_000_000_000,
        "keyboard": False,
        "navigationButtons": False,
        "dragNodes": False,
        "zoomSpeed": 0.6,
    },
}


@cache
def vis_network() -> str:
    """Source of vis-network as pyvis ships it, without the reference to a map file that is not there.

    Raises
    ------
    RuntimeError
        If the installed pyvis carries another file than the one this page was checked with.
    """
    source = (files("pyvis") / VIS_FILE).read_bytes()
    if hashlib.sha256(source).hexdigest() != VIS_SHA256:
        raise RuntimeError(f"{VIS_FILE} of the installed pyvis is not the checked one: install pyvis 0.3.2")
    # A browser reads every end of line as one line feed before it hashes the script.
    text = re.sub("\r\n?", "\n", source.decode("utf-8"))
    return re.sub("(?m)^//# sourceMappingURL=.*$", "", text)


def render_network(
    environment: Environment,
    template: str,
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    context: Mapping[str, Any],
) -> str:
    """HTML of a network page.

    pyvis's own ways in are left aside on purpose: `add_edge` drops parallel ties and scans all edges each time,
    `from_nx` writes into the caller's graph, and its template asks a network for style sheets.
    """
    # Imported here because pyvis takes 0.3 s, which a page without a network need not wait for.
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [dict(node) for node in nodes]
    network.node_ids = [node["id"] for node in nodes]
    network.edges = [dict(edge) for edge in edges]
    network.path = template
    network.templateEnv = environment.overlay()
    network.templateEnv.globals = {**environment.globals, **context, "vis_options": OPTIONS}
    return str(network.generate_html("page.html"))
