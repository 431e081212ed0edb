"""The graph as it was on one day: built from a store or from a networkx graph, cut, and given back as one."""
