"""The board: notes, frames and clusters as one painted layer, and the gestures on it. It sends commands, nothing else.

view = BoardView()
view.command_ready.connect(live.send)
view.load(mirror)            # and view.apply(stepped) for every step
"""
