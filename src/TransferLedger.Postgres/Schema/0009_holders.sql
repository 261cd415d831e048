-- Who has no good key any more is delivered to no more: a subscription goes on when a key of its holder's name is there again.
create function feed.holds_key(holder text) returns boolean
language sql stable
as $$
    select exists (
        select from ledger.keys
        where name = holder
          and role in ('subscriber', 'admin')
          and revoked_at is null
          and (expires_at is null or expires_at > clock_timestamp())
    )
$$;

grant execute on function feed.holds_key(text) to ledger_server;
