#!/usr/bin/env bash
# Makes a role and a database for each service where they are missing, and sets the passwords, which may have been made anew.
# Every `up` runs it: a service that came later gets its database too. In a file per service: the address of its database.
set -euo pipefail

PGPASSWORD=$(</run/secrets/postgres)
export PGPASSWORD

for file in /run/databases/*; do
  name=$(basename "$file")
  url=$(<"$file")
  [[ $url =~ ^postgresql://([a-z_]+):([A-Za-z0-9_-]+)@ ]] || { echo "$file holds no address of a database" >&2; exit 1; }
  psql --host=postgres --username=postgres --no-password --no-psqlrc --quiet -v ON_ERROR_STOP=1 <<SQL
\set name '$name'
\set owner '${BASH_REMATCH[1]}'
\set password '${BASH_REMATCH[2]}'
select format('create role %I login', :'owner') where not exists (select from pg_roles where rolname = :'owner') \gexec
alter role :"owner" login password :'password';
select format('create database %I owner %I', :'name', :'owner')
  where not exists (select from pg_database where datname = :'name') \gexec
revoke connect on database :"name" from public;
SQL
  echo "database $name"
done
