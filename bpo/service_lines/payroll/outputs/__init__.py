"""What a released pay run gives: payment file, journal, payslips, register, variance report. All tie to 0.00."""
