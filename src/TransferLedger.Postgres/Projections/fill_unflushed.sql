-- Tables that are being filled need not be on disk before the transaction that makes them live, which is.
set synchronous_commit = off
