# One image for the web server, the task worker and the minute's tick; compose.yaml starts all three.
# And before it, as a target of its own, the proxy: its user reads what the site's group may read.
FROM nginx:1.28-alpine AS proxy
RUN addgroup -g 1000 puentes \
    && adduser -S -D -H -s /sbin/nologin -G www-data www-data \
    && addgroup www-data puentes
COPY deploy/nginx.conf /etc/nginx/nginx.conf
RUN sed -i "s/server 127.0.0.1:8000;/server web:8000;/" /etc/nginx/nginx.conf

FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim-bookworm
# pg_dump and psql are what `manage.py backup` and `restore` use on PostgreSQL. They must not be older than the
# server: bookworm brings 15, and compose.yaml starts 15.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 1000 puentes \
    && useradd --system --uid 1000 --gid puentes --home-dir /puentes puentes \
    && install --directory --owner puentes --group puentes --mode 750 /var/lib/puentes
COPY --from=packages /venv /venv
WORKDIR /puentes
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/puentes/site:/puentes \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PUENTES_VAR=/var/lib/puentes \
    DJANGO_SETTINGS_MODULE=config.settings.production
RUN python -m tools.messages --compile
USER puentes
VOLUME /var/lib/puentes
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s CMD ["python", "-m", "tools.probe"]
# A slow phone must not hold a worker: a proxy that buffers stands before this (deploy/nginx.conf).
CMD ["granian", "--interface", "wsgi", "--no-ws", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "1", "--blocking-threads-idle-timeout", "600", "--respawn-failed-workers", "config.wsgi:application"]
