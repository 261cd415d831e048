-- What the signer remembers (log.md section 3): for each origin the checkpoint that was signed last. It never goes back, but to
-- what the owner accepts by hand, with a reason that stays.

create table ledger.signing (
    origin    text collate "C" not null,
    size      bigint           not null,
    root      bytea            not null,
    -- The signed note as it is published; null where a fork was accepted and nothing has been signed since.
    note      text collate "C",
    signed_at timestamptz      not null,
    constraint signing_origin_key primary key (origin),
    constraint signing_size_from_zero check (size >= 0),
    constraint signing_root_is_sha256 check (octet_length(root) = 32)
);

create table ledger.accepted_forks (
    number      bigint generated always as identity,
    origin      text collate "C" not null,
    accepted_at timestamptz      not null default clock_timestamp(),
    -- Of the memory that was not borne out by the log any more: that in the database, or the file of a node.
    memory      text collate "C" not null,
    old_size    bigint           not null,
    old_root    bytea            not null,
    new_size    bigint           not null,
    new_root    bytea            not null,
    reason      text             not null,
    transaction xid8             not null default pg_current_xact_id(),
    constraint accepted_forks_number_key primary key (number),
    constraint accepted_forks_memory_known check (memory in ('database', 'file')),
    constraint accepted_forks_reason_given check (reason <> '')
);

create function ledger.never_signs_back() returns trigger
    language plpgsql
    as $$
begin
    if new.origin = old.origin
        and (new.size > old.size
            or (new.size = old.size and new.root = old.root)
            or exists (
                select from ledger.accepted_forks f
                where f.transaction = pg_current_xact_id() and f.origin = old.origin and f.memory = 'database'
                  and f.old_size = old.size and f.old_root = old.root
                  and f.new_size = new.size and f.new_root = new.root)) then
        return new;
    end if;
    raise exception 'what was signed last never goes back: size % of %', old.size, old.origin
        using errcode = 'insufficient_privilege',
              hint = 'Where a backup was restored, accept it by hand: transferledger keys accept-fork.';
end
$$;

create trigger signing_never_goes_back before update on ledger.signing
    for each row execute function ledger.never_signs_back();

create trigger signing_stays before delete or truncate on ledger.signing
    for each statement execute function ledger.refuse_change();

create trigger accepted_forks_stay before update or delete or truncate on ledger.accepted_forks
    for each statement execute function ledger.refuse_change();

grant select, insert on ledger.signing to ledger_server;
grant update (size, root, note, signed_at) on ledger.signing to ledger_server;
grant select on ledger.accepted_forks to ledger_server;
