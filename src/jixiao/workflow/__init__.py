"""The cycle as data: stages, moves, roles and guards (流程), and the picture that is drawn from them."""
