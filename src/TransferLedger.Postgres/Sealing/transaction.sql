-- Settings of a transaction that signs: a node that hangs in it does not hold up the others for long, and what is remembered is
-- flushed, whatever was set for the role or the database. Leans on no index.
select set_config('idle_in_transaction_session_timeout', '5s', true),
       set_config('lock_timeout', '30s', true),
       set_config('synchronous_commit',
                  case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end,
                  true)
