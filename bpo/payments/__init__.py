"""What finished work asks to be paid, and the payment files that clients make of it: nothing is paid twice."""
