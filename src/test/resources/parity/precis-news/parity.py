"""Writes expected.json: what transformers makes of models/precis-news. See SOURCE.md."""

import json
import pathlib

import torch
from torch import Tensor, nn
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

MODEL = "models/precis-news"
HERE = pathlib.Path(__file__).parent
GLOSSES = [
    "the mayor of Quillory opened Friday the new bridge over the river Tamsen , which cost 3,500,000 euro .",
    "Rain .",
    "in the north of country of Bandoria arrived 1,200 refugees of the war , many many children and women .",
    "Dr. Ostrava 's sheep , sheep and again sheep are sick : farmers of Brindlemoor wait for help of government .",
    "the court the decision of the minister Halvorsen about the schools not has accepted , "
    'tell newspaper " Dagsljus " .',
    "yesterday evening two trains in station Kestrelgate collided ; 14 people hurt , no one dead .",
    "the president said : we want peace , we want bread , we want work , we want peace .",
    "scientists of the university of Palmyrdale found a new type of fish at a depth of 2.140 meter in sea of Corvane .",
    "price of the oil 7 % higher since 5 November 2021 , since 12 country less sell .",
    "team of Ravenna 3 team of Oltremare 1 : Bianchetti two goals in the last ten minutes .",
    "she not know where is her brother .",
    "ministry of health : vaccine against the illness zorvitis from Monday for all older than 60 years free , "
    "also in villages of the province Tal-i-Gor and on islands , where a ship with doctors every week come will .",
    "police arrested three men who in the market of Nyambeko fake money and fake medicine sold .",
    "Orlanda , Orlanda , o Orlanda !",
    "parliament with 211 votes against 198 new law about water accepted , government glad , farmers of south angry .",
    "the volcano Mount Serapha after 80 years again smoke , airport closed , school closed , road to city closed .",
]
BATCHES = [GLOSSES[:5], GLOSSES[5:11], GLOSSES[11:]]
SETTINGS = {
    "greedy": {"num_beams": 1},
    "beams 4": {"num_beams": 4, "length_penalty": 1.5, "no_repeat_ngram_size": 3},
    "beams 8": {"num_beams": 8, "length_penalty": 1.5, "no_repeat_ngram_size": 3, "num_return_sequences": 3},
    "beams 4 cut": {"num_beams": 4, "length_penalty": 0.5, "no_repeat_ngram_size": 0, "max_length": 9},
}
TARGETS = [
    (0, "On Friday, Quillory's mayor opened the bridge over the Tamsen."),
    (2, "1,200 people, many of them women and children, fled from Bandoria to Quillory."),
    (13, "Orlanda!"),
]
TEXTS = [
    "",
    " \t\n",
    "The U.S.A. can't pay $3,000.50, U.N. says.",
    "Peter's, JAMES'S and O’Brien’s well-known “plan”; the '90s, dogs' food.",
    "He said \"no\" (twice) and \"yes\" - it's 'fine'?! 10% more…",
    "1,000's of 3.14.15 .5 and 12,34a 7th x2 ½ Ⅻ",
    "naïve cafe\u0301 e-mail: a.b@c.de http://x.org/y_z#1",
    "<s> <unk> </s> <pad> word12fdd3",
    "Каракумы и 'Ёлка', ΟΔΥΣΣΕΥΣ İstanbul STRASSE straße ǅ ﬁne",
    "東京で350万人。 ที่นี่ ٣٫٥ नमस्ते दुनिया 12٫5",
    "\u00a0no\u00a0break\u3000wide\u200bzero 😀👍🏽 𝒳𝔜 \U00010400",
    "the ßpecial. ǆ first! 'tis ’S 's S's",
    "Mekong rose. MEKONG fell, the mekong dries; Upper Mekong's Dam, a DAM.",
]


class Bytes(nn.Module):
    """A product with weights in signed bytes, a scale for each output, by PyTorch's dynamic quantisation."""

    def __init__(self, weight: Tensor, bias: Tensor | None):
        super().__init__()
        scale = weight.abs().amax(1).clamp_min(1e-8) / 127
        narrow = torch.quantize_per_channel(weight, scale.double(), torch.zeros_like(scale, dtype=torch.int), 0, torch.qint8)
        self.packed = torch.ops.quantized.linear_prepack(narrow, bias)

    def forward(self, x: Tensor) -> Tensor:
        return torch.ops.quantized.linear_dynamic(x, self.packed, False)


class BytesCell(nn.Module):
    """An LSTM of one layer, one product for both inputs."""

    def __init__(self, lstm: nn.LSTM):
        super().__init__()
        weight = torch.cat([lstm.weight_ih_l0, lstm.weight_hh_l0], 1)
        self.gates = Bytes(weight, lstm.bias_ih_l0 + lstm.bias_hh_l0)

    def forward(self, inputs: Tensor, state: tuple[Tensor, Tensor]) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        hidden, cell = state[0][0], state[1][0]
        states = []
        for x in inputs.unbind(1):
            i, f, g, o = self.gates(torch.cat([x, hidden], 1)).chunk(4, 1)
            cell = torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(g)
            hidden = torch.sigmoid(o) * torch.tanh(cell)
            states.append(hidden)
        return torch.stack(states, 1), (hidden.unsqueeze(0), cell.unsqueeze(0))


def in_bytes(module: nn.Module) -> None:
    """Puts Bytes into the places of linear layers, but for coverage's and the score's, and of the decoder's LSTM."""
    for name, child in module.named_children():
        if isinstance(child, nn.Linear) and name not in ("coverage", "score"):
            setattr(module, name, Bytes(child.weight, child.bias))
        elif name == "decoder":
            setattr(module, name, BytesCell(child))
        else:
            in_bytes(child)


@torch.no_grad()
def main() -> None:
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(MODEL, trust_remote_code=True)
    model = AutoModelForSeq2SeqLM.from_pretrained(MODEL, trust_remote_code=True)

    def generated(texts: list[str], settings: dict) -> dict:
        batch = tokenizer(texts, return_tensors="pt", padding=True)
        found = model.generate(**batch, **settings, return_dict_in_generate=True, output_scores=True)
        sources = [text for text in texts for _ in range(settings.get("num_return_sequences", 1))]
        written = [
            tokenizer.decode(ids, source=source, skip_special_tokens=True)
            for ids, source in zip(found.sequences, sources)
        ]
        result = {"sources": texts, "sequences": found.sequences.tolist(), "texts": written}
        return result | ({"scores": found.sequences_scores.tolist()} if settings["num_beams"] > 1 else {})

    def forced(text: str, target: str) -> dict:
        batch = tokenizer([text], return_tensors="pt")
        labels = tokenizer(target, return_tensors="pt").input_ids
        inputs = torch.cat([torch.tensor([[model.config.decoder_start_token_id]]), labels[:, :-1]], 1)
        scores = model(**batch, decoder_input_ids=inputs).logits
        columns = model.columns(labels, model.open_words(batch.input_ids))
        ids = torch.cat([torch.arange(model.words), model.open_words(batch.input_ids)])[columns]
        log_p = scores.gather(2, columns.unsqueeze(2)).flatten()
        return {"source": text, "inputs": inputs[0].tolist(), "words": ids[0].tolist(), "log_p": log_p.tolist()}

    def tokenized(text: str) -> dict:
        ids = tokenizer(text).input_ids
        return {
            "text": text,
            "ids": ids,
            "with_source": tokenizer.decode(ids, source=text, skip_special_tokens=True),
            "alone": tokenizer.decode(ids, skip_special_tokens=True),
        }

    expected = {
        "tokenizer": [tokenized(text) for text in TEXTS],
        "forced": [forced(GLOSSES[place], target) for place, target in TARGETS],
        "generate": [
            {"settings": settings, "batch": generated(texts, settings)}
            for settings in SETTINGS.values()
            for texts in BATCHES
        ],
    }
    in_bytes(model)
    expected["bytes"] = [
        {"settings": settings, "batch": generated([text], settings)} for settings in SETTINGS.values() for text in GLOSSES
    ]
    text = json.dumps(expected, ensure_ascii=False)
    (HERE / "expected.json").write_text(text + "\n", encoding="utf-8")


main()
