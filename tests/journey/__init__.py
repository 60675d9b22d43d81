"""Stories: the product's promise to its users, told with named people and a travelled clock."""
