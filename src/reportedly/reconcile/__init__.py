"""Claims to pictures: roots first, then probabilities; a pure function of the claims known at K."""
