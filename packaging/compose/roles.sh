#!/usr/bin/env bash
# The two roles of the database: one owns the tables, the site's may not rewrite the journal.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" <<SQL
CREATE ROLE registry_owner LOGIN PASSWORD '$OWNER_PASSWORD';
CREATE ROLE registry LOGIN PASSWORD '$DATABASE_PASSWORD';
CREATE DATABASE registry OWNER registry_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
SQL
