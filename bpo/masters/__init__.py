"""What a client gives us beforehand to work by: lists, policies, and every change of them."""
