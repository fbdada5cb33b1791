-- The statements with which a process claims, renews, settles and restores by version 7 of the schema, per store, to play one that still runs.
-- Each begins under a line "-- name: <store> <what>" and ends before the next one. What they look at besides (duplicates, sums, other keys) is left out.

-- name: sqlite claim
INSERT INTO entries (account, reference, service, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at, balance_before, spent, is_open, holder, claim_mark, lease_ends_at, attempts, rules)
SELECT @account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, 'Sending', NULL, NULL, @now, @now, NULL, @balance, @spent, @open, @holder, @claim, @now + @lease, 1, 2
WHERE true
ON CONFLICT (account, reference) DO UPDATE SET service = excluded.service, claim_mark = excluded.claim_mark
WHERE entries.claim_mark = excluded.claim_mark OR entries.state IN ('Rejected', 'NotSent')
RETURNING entries.entry, entries.attempts

-- name: sqlite renew
UPDATE entries SET lease_ends_at = CASE WHEN lease_ends_at > @now + @lease THEN lease_ends_at ELSE @now + @lease END
WHERE account = @account AND reference = @reference AND claim_mark = @claim AND state = 'Sending'
RETURNING entry

-- name: sqlite settle
UPDATE entries SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, claim_mark = NULL,
    lease_ends_at = NULL, is_open = @open, spent = CASE WHEN @open THEN @spent ELSE 0 END, evidence = NULL, candidates = NULL
WHERE account = @account AND reference = @reference AND (claim_mark = @claim OR @order IS NOT NULL AND state NOT IN ('Placed', 'Sending'))
RETURNING entries.entry, entries.service, entries.claim_mark, entries.lease_ends_at

-- name: sqlite restore
INSERT INTO entries (account, reference, service, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at, balance_before, spent, is_open, attempts, rules)
VALUES (@account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, @state, @order, @error, @sent, @sent, @now, @balance, @spent, @open, 1, 2)
ON CONFLICT (account, reference) DO UPDATE SET order_id = excluded.order_id
RETURNING entries.entry, entries.service, entries.claim_mark, entries.lease_ends_at

-- name: postgres claim
INSERT INTO yallatake.entries (account, reference, service, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at, balance_before, spent, is_open, holder, claim_mark, lease_ends_at, attempts, rules)
SELECT @account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, 'Sending', NULL, NULL, @now, @now, NULL, @balance, @spent, true, @holder, @claim, statement_timestamp(), 1, 2
ON CONFLICT (account, reference) DO UPDATE SET service = excluded.service, claim_mark = excluded.claim_mark
WHERE entries.claim_mark = excluded.claim_mark OR entries.state IN ('Rejected', 'NotSent')
RETURNING entries.entry, entries.attempts

-- name: postgres renew
UPDATE yallatake.entries SET lease_ends_at = statement_timestamp()
WHERE account = @account AND reference = @reference AND claim_mark = @claim AND state = 'Sending'
RETURNING entry

-- name: postgres settle
UPDATE yallatake.entries SET state = 'Placed', order_id = @order, error = @error, settled_at = @now, holder = NULL, claim_mark = NULL,
    lease_ends_at = NULL, is_open = true, spent = 0
WHERE account = @account AND reference = @reference AND (claim_mark = @claim OR @order IS NOT NULL AND state NOT IN ('Placed', 'Sending'))
RETURNING entries.entry, entries.service, entries.claim_mark, entries.lease_ends_at

-- name: postgres restore
INSERT INTO yallatake.entries (account, reference, service, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at, balance_before, spent, is_open, attempts, rules)
VALUES (@account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, 'Placed', @order, @error, @sent, @sent, @now, @balance, 0, true, 1, 2)
ON CONFLICT (account, reference) DO UPDATE SET order_id = excluded.order_id
RETURNING entries.entry, entries.service, entries.claim_mark, entries.lease_ends_at
