-- Keys that may write, or read where reads are not public. Of the secret only its SHA-256 is kept.
create table ledger.keys (
    id         text collate "C" not null,
    name       text        not null,
    role       text collate "C" not null,
    digest     bytea       not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    constraint keys_id_key primary key (id),
    constraint keys_role_known check (role in ('filer', 'editor', 'subscriber', 'admin')),
    constraint keys_digest_is_sha256 check (octet_length(digest) = 32)
);

grant select, insert on ledger.keys to ledger_server;
grant update (revoked_at) on ledger.keys to ledger_server;
