"""What holds for the whole house: its layout, its words, its papers."""
