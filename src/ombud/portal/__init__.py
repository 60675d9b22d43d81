"""Everyone with a signed link and no account: the customer's page and the handler's page. Only POST changes anything."""
