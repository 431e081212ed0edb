# The service with its command line. Build: docker compose build; everything it needs to know comes from the environment.
FROM python:3.12-slim-bookworm AS build
WORKDIR /build
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY kamgraph kamgraph
COPY api api
COPY viz viz
COPY cypher cypher
RUN python -m venv /opt/kamgraph \
    && /opt/kamgraph/bin/pip install --no-cache-dir --constraint constraints.txt ".[api,neo4j]"

FROM python:3.12-slim-bookworm
LABEL org.opencontainers.image.title="kamgraph" \
      org.opencontainers.image.description="Stakeholder relationship graph engine for key account management" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/kamgraph /opt/kamgraph
# Two folders are written to: what must last, and kernels compiled for this machine.
RUN groupadd --gid 10001 kamgraph \
    && useradd --uid 10001 --gid kamgraph --no-create-home --home-dir /var/lib/kamgraph --shell /usr/sbin/nologin kamgraph \
    && install --directory --mode 0700 --owner kamgraph --group kamgraph /var/lib/kamgraph /var/cache/kamgraph
ENV PATH="/opt/kamgraph/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    NUMBA_CACHE_DIR=/var/cache/kamgraph/kernels \
    KAMGRAPH_CACHE=/var/cache/kamgraph/kept \
    KAMGRAPH_STATE=/var/lib/kamgraph/state \
    KAMGRAPH_ERASURE_KEY=/var/lib/kamgraph/erasure.key \
    KAMGRAPH_STORE=sqlite:////var/lib/kamgraph/kamgraph.db
USER 10001:10001
WORKDIR /var/lib/kamgraph
VOLUME ["/var/lib/kamgraph", "/var/cache/kamgraph"]
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as ask; ask.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
ENTRYPOINT ["kamgraph"]
# Other machines may ask only with keys: kamgraph key add makes the first one.
CMD ["serve", "--host", "0.0.0.0", "--auth", "keys"]
