"""What carries the joint cost: other income, fees, and the fees that cover a budget at the least burden."""
