#!/usr/bin/env python3
"""Times training steps with PyTorch and Hugging Face, as bench/train does with Précis: forward, backward, clipping,
AdamW, dropout of 0.1, on the random checkpoint that TrainBenchmark has written. Needs torch and transformers."""
import argparse
import resource
import statistics
import time

import torch
from transformers import AutoModelForSeq2SeqLM

parser = argparse.ArgumentParser()
parser.add_argument("--shape", default="t5-small")
parser.add_argument("--directory", default="target/bench")
parser.add_argument("--source", type=int, default=128)
parser.add_argument("--target", type=int, default=128)
parser.add_argument("--batch", type=int, default=4)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--steps", type=int, default=5)
parser.add_argument("--warm-up", type=int, default=2)
parser.add_argument("--fused", action="store_true", help="AdamW(fused=True), which is not the default on a CPU")
parser.add_argument("--bf16", action="store_true", help="torch.autocast with bfloat16")
a = parser.parse_args()
torch.set_num_threads(a.threads)
model = AutoModelForSeq2SeqLM.from_pretrained(f"{a.directory}/{a.shape}", dtype=torch.float32).train()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.01, fused=True if a.fused else None)
torch.manual_seed(7)
source = torch.randint(3, model.config.vocab_size, (a.batch, a.source))
target = torch.randint(3, model.config.vocab_size, (a.batch, a.target))
mask = torch.ones_like(source)
times, cpu = [], []
for i in range(a.warm_up + a.steps):
    start, cpu_start = time.perf_counter(), time.process_time()
    with torch.autocast("cpu", torch.bfloat16, enabled=a.bf16):
        loss = model(input_ids=source, attention_mask=mask, labels=target).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    value = loss.item()
    if i >= a.warm_up:
        times.append(time.perf_counter() - start)
        cpu.append(time.process_time() - cpu_start)
median = statistics.median(times)
print(f"pytorch {a.shape}, {a.batch} x ({a.source} + {a.target}) tokens, {a.threads} threads: {median * 1000:.0f} ms a step,"
      f" {statistics.median(cpu) * 1000:.0f} of processor time (medians of {a.steps}), {a.batch * (a.source + a.target) / median:.0f} tokens/s, loss {value:.4f},"
      f" peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss} kB")
