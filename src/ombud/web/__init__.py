"""The desk: one module a page, its template beside it. Changes go through one journey call, reading asks the rooms."""
