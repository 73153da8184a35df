# syntax=docker/dockerfile:1
# The runtime only: no compiler, no embedded servers, no root. One image for web, workers, schedule and migrations.

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY production.lock assets.lock ./
RUN python -m venv --without-pip .venv \
 && python -m pip --python .venv/bin/python install --no-cache-dir --no-compile \
        --require-hashes --only-binary=:all: -r production.lock \
 && python -m pip install --no-cache-dir --no-compile --no-deps \
        --require-hashes --only-binary=:all: --target .venv/assets -r assets.lock
COPY bpo bpo
COPY workers workers
COPY config config
COPY migrations migrations
COPY templates templates
RUN .venv/bin/python -m compileall -q -j 0 .venv/lib bpo workers config migrations

FROM python:3.11-slim-bookworm
ENV ENVIRONMENT=production \
    HOST=0.0.0.0 \
    PORT=8000 \
    VAR_DIR=/var/lib/bpo \
    PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1 \
    OMP_THREAD_LIMIT=1
RUN groupadd --gid 10001 bpo \
 && useradd --uid 10001 --gid bpo --home-dir /var/lib/bpo --no-create-home --shell /usr/sbin/nologin bpo \
 && install -d -o bpo -g bpo -m 0700 /var/lib/bpo
WORKDIR /app
COPY --from=build /app /app
USER bpo
VOLUME /var/lib/bpo
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=2)"]
CMD ["gunicorn", "--config", "config/gunicorn.conf.py", "bpo.app:create_app()"]
