-- The statements with which version 0.1.0 claims and settles an order, per store, to play a process that still runs it.
-- Each begins under a line "-- name: <store> <what>" and ends before the next one.

-- SQLite. Every group of these runs between BEGIN IMMEDIATE and COMMIT on one connection, with PRAGMA user_version and application_id looked at when the connection is opened, not later.
-- Times are milliseconds since 1970 UTC, money is text, @spent is whole hundred-millionths, @holder is "machine/process/mark/number".

-- name: sqlite recall
SELECT entry, reference, service_id, service_name, link, quantity, estimate, currency, state, order_id, error, created_at, settled_at, holder, lease_until, balance_before, status, charge, start_count, remains, status_at, cancel_at, (SELECT group_concat(refill_id) FROM refills WHERE refills.entry = orders.entry) FROM orders WHERE account = @account AND reference = @reference LIMIT 1

-- name: sqlite same-order
SELECT count(*) FROM orders WHERE account = @account AND reference = @reference AND service_id = @service AND fields = @fields

-- name: sqlite duplicate
SELECT reference FROM orders
WHERE account = @account AND service_id = @service AND link IS @link AND reference <> @reference AND sent_at > @since AND state IN ('Sending', 'Placed', 'Unknown')
ORDER BY entry DESC LIMIT 1

-- name: sqlite spent
SELECT sum(spent) FROM orders WHERE account = @account AND sent_at > @since AND spent > 0

-- name: sqlite claim
INSERT INTO orders (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state, created_at, sent_at, holder, lease_until, balance_before, spent, is_open)
VALUES (@account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, 'Sending', @now, @now, @holder, @lease, @balance, @spent, 1)
ON CONFLICT (account, reference) DO UPDATE SET quantity = excluded.quantity, estimate = excluded.estimate, currency = excluded.currency, state = excluded.state,
    error = NULL, sent_at = excluded.sent_at, settled_at = NULL, holder = excluded.holder, lease_until = excluded.lease_until,
    balance_before = excluded.balance_before, spent = excluded.spent, is_open = 1
RETURNING entry

-- name: sqlite renew
UPDATE orders SET lease_until = @lease WHERE entry = @entry AND holder = @holder

-- name: sqlite settle
UPDATE orders SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, lease_until = NULL,
    is_open = @open, spent = CASE WHEN @open THEN @spent ELSE 0 END
WHERE entry = @entry AND (holder = @holder OR @order IS NOT NULL AND state NOT IN ('Placed', 'Sending'))

-- name: sqlite second
INSERT INTO orders (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at, balance_before, spent, is_open)
SELECT account, @reference, service_id, service_name, link, fields, quantity, estimate, currency, 'Placed', @order, @error, created_at, sent_at, @now, balance_before, @spent, 1
FROM orders WHERE account = @account AND reference = @first
ON CONFLICT DO NOTHING

-- PostgreSQL. "queue" and "claim" go in one batch, and so in one transaction; "queue" only when there is a limit or a duplicate to look at.
-- @now is null (timestamptz) outside of tests, @lease, @window and @duplicate are milliseconds (bigint), @claim is a uuid of the claim's own, @room is the limit less the charge (numeric), null without a limit.

-- name: postgres open
SELECT version, salt FROM yallatake.ledger

-- name: postgres queue
INSERT INTO yallatake.accounts AS a (account, claims) VALUES (@account, 1) ON CONFLICT (account) DO UPDATE SET claims = a.claims + 1

-- name: postgres claim
INSERT INTO yallatake.orders AS o (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state, created_at, sent_at, holder, claim, lease_until, balance_before, spent, is_open)
SELECT @account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, 'Sending', coalesce(@now, statement_timestamp()), coalesce(@now, statement_timestamp()), @holder, @claim, coalesce(@now, statement_timestamp()) + @lease * interval '1 millisecond', @balance, @spent, true
WHERE (@duplicate IS NULL OR NOT EXISTS (SELECT d.reference FROM yallatake.orders AS d
WHERE d.account = @account AND d.service_id = @service AND d.link IS NOT DISTINCT FROM @link AND d.reference <> @reference
    AND d.sent_at > coalesce(@now, statement_timestamp()) - @duplicate * interval '1 millisecond' AND d.state IN ('Sending', 'Placed', 'Unknown'))) AND (@room IS NULL OR (SELECT coalesce(sum(s.spent), 0) FROM yallatake.orders AS s
WHERE s.account = @account AND s.reference <> @reference AND s.sent_at > coalesce(@now, statement_timestamp()) - @window * interval '1 millisecond' AND s.spent > 0) <= @room * 100000000)
ON CONFLICT (account, reference) DO UPDATE SET quantity = excluded.quantity, estimate = excluded.estimate, currency = excluded.currency, state = excluded.state,
    error = NULL, sent_at = excluded.sent_at, settled_at = NULL, holder = excluded.holder, claim = excluded.claim, lease_until = excluded.lease_until,
    balance_before = excluded.balance_before, spent = excluded.spent, is_open = true
WHERE o.claim = excluded.claim OR o.state IN ('Rejected', 'NotSent') AND o.service_id = excluded.service_id AND o.fields = excluded.fields
RETURNING o.entry

-- name: postgres renew
UPDATE yallatake.orders SET lease_until = coalesce(@now, statement_timestamp()) + @lease * interval '1 millisecond' WHERE entry = @entry AND claim = @claim AND state = 'Sending'

-- name: postgres settle
UPDATE yallatake.orders AS o SET state = @state, order_id = @order, error = @error, settled_at = coalesce(@now, statement_timestamp()), holder = NULL, claim = NULL, lease_until = NULL,
    is_open = @open, spent = CASE WHEN @open THEN @spent ELSE 0 END
WHERE account = @account AND reference = @reference AND (claim = @claim OR @order IS NOT NULL AND state NOT IN ('Placed', 'Sending'))
RETURNING o.reference, o.service_id, o.service_name, o.link, o.quantity, o.estimate, o.currency, CASE WHEN (o.state = 'Sending' AND o.lease_until < coalesce(@now, statement_timestamp())) THEN 'Unknown' ELSE o.state END, o.order_id,
CASE WHEN (o.state = 'Sending' AND o.lease_until < coalesce(@now, statement_timestamp())) THEN 'The process that sent it ended before the answer came.' ELSE o.error END, o.created_at, o.settled_at, o.balance_before,
o.status, o.charge, o.start_count, o.remains, o.status_at, o.cancel_at, ARRAY(SELECT r.refill_id FROM yallatake.refills AS r WHERE r.entry = o.entry ORDER BY r.refill_id)

-- name: postgres second
INSERT INTO yallatake.orders (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at, balance_before, spent, is_open)
SELECT account, @second, service_id, service_name, link, fields, quantity, estimate, currency, 'Placed', @order, @error, created_at, sent_at, coalesce(@now, statement_timestamp()), balance_before, @spent, true
FROM yallatake.orders WHERE account = @account AND reference = @reference
ON CONFLICT DO NOTHING
