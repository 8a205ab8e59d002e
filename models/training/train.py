"""Trains the line reader on synthetic lines.

python train.py --steps 20000 --out mrz-ocrb.pt
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from pathlib import Path

import torch
from torch import nn

from alphabet import BLANK, decode_greedily, encode
from network import STRIDE, LineReader
from samples import Batch, batches

#: Batches that wait for the network while it computes.
QUEUE = 24
LEARNING_RATE = 3e-3
#: For training that goes on from weights.
FINE_TUNING_RATE = 1e-3
REPORT_EVERY = 50
SAVE_EVERY = 250


def produce(queue: multiprocessing.Queue, seed: int, size: int) -> None:
    """Draws batches in a process of its own."""
    import cv2

    cv2.setNumThreads(1)
    for batch in batches(seed, size):
        queue.put(batch)


def loss_of(network: LineReader, criterion: nn.CTCLoss, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """CTC loss of a batch, and the log-probabilities that it is of."""
    log_probabilities = network(torch.from_numpy(batch.pixels))
    steps = log_probabilities.shape[1]
    targets = torch.tensor([label for text in batch.texts for label in encode(text)], dtype=torch.long)
    loss = criterion(
        log_probabilities.permute(1, 0, 2),
        targets,
        torch.tensor([min(steps, width // STRIDE) for width in batch.widths]),
        torch.tensor([len(text) for text in batch.texts]),
    )
    return loss, log_probabilities


def exact_lines(log_probabilities: torch.Tensor, batch: Batch) -> int:
    """Lines of a batch whose greedy reading is the text."""
    best = log_probabilities.argmax(dim=2).tolist()
    return sum(
        decode_greedily(outputs[: width // STRIDE]) == text
        for outputs, width, text in zip(best, batch.widths, batch.texts, strict=True)
    )


def train(arguments: argparse.Namespace) -> None:
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    queue: multiprocessing.Queue = multiprocessing.Queue(QUEUE)
    producer = multiprocessing.Process(
        target=produce, args=(queue, arguments.seed, arguments.batch), daemon=True
    )
    producer.start()
    network = LineReader()
    rate = LEARNING_RATE
    if arguments.resume is not None:
        network.load_state_dict(torch.load(arguments.resume, map_location="cpu"))
        rate = FINE_TUNING_RATE
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, arguments.steps, pct_start=0.08)
    criterion = nn.CTCLoss(blank=BLANK, zero_infinity=True)
    started, mean = time.monotonic(), None
    for step in range(1, arguments.steps + 1):
        batch = queue.get()
        network.train()
        loss, _ = loss_of(network, criterion, batch)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
        if step == 1 or step % REPORT_EVERY == 0:
            network.eval()
            with torch.no_grad():
                exact = exact_lines(network(torch.from_numpy(batch.pixels)), batch)
            seconds = time.monotonic() - started
            print(
                f"{step:6d}  loss {mean:.3f}  exact {exact}/{len(batch.texts)}  {seconds:.0f} s", flush=True
            )
        if step % SAVE_EVERY == 0 or step == arguments.steps:
            torch.save(network.state_dict(), arguments.out)
    producer.terminate()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True, help="where the weights go, every 250 steps")
    parser.add_argument("--resume", type=Path, help="weights to go on from, at a lower learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=24, help="lines a step")
    parser.add_argument("--threads", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
