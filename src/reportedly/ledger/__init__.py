"""The append-only ledger of reports and claims."""
