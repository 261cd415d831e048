-- The two roles of a ledger. Run it as an administrator, as often as you like; passwords are set apart:
--   ledger_owner   owns the database and runs the migrations (ConnectionStrings__LedgerOwner)
--   ledger_server  is what the server runs as; it has only what the migrations grant (ConnectionStrings__Ledger)
do $$
begin
    create role ledger_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
exception
    when duplicate_object or unique_violation then
        alter role ledger_owner login;
end
$$;

do $$
begin
    create role ledger_server login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
exception
    when duplicate_object or unique_violation then
        alter role ledger_server login;
end
$$;
