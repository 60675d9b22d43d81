"""What happens to a message, step by step, in the community manager's own verbs.

hear → understand → open_case → acknowledge, then enquire, hand_off, answer, follow_up, let_go. Each step is safe to
repeat and is one transaction with the next step enqueued in it. There is no event bus: the next step is named in the
code.
"""
