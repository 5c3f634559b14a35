"""Times one peer on one checkpoint and prints a line of JSON. Run by compare.py, each in a process of its own."""
import argparse
import json
import os
import random
import resource
import time


def read(field):
    with open("/proc/self/status") as status:
        return int(next(line.split()[1] for line in status if line.startswith(field))) // 1024


def sources(count, length, vocabulary):
    draw = random.Random(7)
    return [[draw.randrange(5, vocabulary) for _ in range(length)] for _ in range(count)]


def hugging_face(options):
    import torch
    from transformers import AutoModelForSeq2SeqLM

    torch.set_num_threads(options.threads)
    model = AutoModelForSeq2SeqLM.from_pretrained(options.checkpoint, torch_dtype=torch.float32).eval()
    ids = torch.tensor(sources(options.sources, options.source, model.config.vocab_size - 1))
    mask = torch.ones_like(ids)

    def run(tokens):
        with torch.inference_mode():
            out = model.generate(
                input_ids=ids, attention_mask=mask, num_beams=options.beams, do_sample=False, early_stopping=False,
                length_penalty=1.0, no_repeat_ngram_size=0, forced_bos_token_id=None, forced_eos_token_id=None,
                min_new_tokens=tokens, max_new_tokens=tokens)
        assert out.shape[1] == tokens + 1, out.shape

    return run


class Names:
    """Stands in for a tokenizer, which random checkpoints lack: token i is called t<i>."""

    def __init__(self, config):
        self.size = config.vocab_size
        self.padding = config.pad_token_id
        self.bos_token = self.name(config.bos_token_id or 0)
        self.eos_token = self.name(config.eos_token_id)
        self.pad_token = self.name(config.pad_token_id or 0)
        self.unk_token = self.name(3)

    def name(self, i):
        # CTranslate2 drops Marian's last token, which it knows by this name.
        return "<pad>" if i == self.padding == self.size - 1 else f"t{i}"

    def get_vocab(self):
        return {self.name(i): i for i in range(self.size)}

    def convert_ids_to_tokens(self, ids):
        return [self.name(i) for i in ids] if isinstance(ids, (list, tuple)) else self.name(ids)


def ctranslate2(options):
    import ctranslate2

    converted = f"{options.checkpoint}/ctranslate2-{options.type}"
    if not os.path.exists(converted):
        convert(options, converted)
    if options.convert_only:
        return None
    translator = ctranslate2.Translator(
        converted, device="cpu", compute_type=options.type, inter_threads=1, intra_threads=options.threads)
    with open(f"{options.checkpoint}/config.json") as file:
        vocabulary = json.load(file)["vocab_size"]
    batch = [[f"t{i}" for i in ids] for ids in sources(options.sources, options.source, vocabulary - 1)]

    def run(tokens):
        found = translator.translate_batch(
            batch, beam_size=options.beams, num_hypotheses=1, length_penalty=1.0, max_input_length=0,
            min_decoding_length=tokens, max_decoding_length=tokens, max_batch_size=0)
        assert all(len(result.hypotheses[0]) == tokens for result in found)

    return run


def convert(options, target):
    from ctranslate2.converters import TransformersConverter
    from transformers import AutoConfig

    names = Names(AutoConfig.from_pretrained(options.checkpoint))

    class Converter(TransformersConverter):
        def load_tokenizer(self, tokenizer_class, path, **kwargs):
            return names

    Converter(options.checkpoint).convert(target, quantization=None if options.type == "float32" else options.type)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=["hugging_face", "ctranslate2"])
    parser.add_argument("checkpoint")
    parser.add_argument("--type", default="float32")
    parser.add_argument("--convert-only", action="store_true")
    for name, value in dict(threads=2, source=512, sources=1, beams=5, tokens=64, runs=3).items():
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    run = globals()[options.peer](options)
    if run is None:
        return
    run(4)  # warms up
    times = []
    for _ in range(options.runs):
        spans = []
        for tokens in (4, options.tokens):
            wall, cpu = time.perf_counter(), time.process_time()
            run(tokens)
            spans.append(((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3))
        (short, short_cpu), (whole, whole_cpu) = spans
        times.append(
            dict(step=(whole - short) / (options.tokens - 4), whole=whole, cpuStep=(whole_cpu - short_cpu) / (options.tokens - 4), cpuWhole=whole_cpu))
    print(json.dumps(dict(times=times, peak=read("VmHWM"), cpu=resource.getrusage(resource.RUSAGE_SELF).ru_utime)))


main()
