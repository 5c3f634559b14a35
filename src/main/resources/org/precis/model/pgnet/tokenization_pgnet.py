"""The tokenizer of PGNet for Hugging Face transformers: whole English words.

Précis writes this file beside the weights and never runs it.
"""

from __future__ import annotations

import os
import struct

import regex
from transformers import PreTrainedTokenizer

FIRST_OPEN = 1 << 19
OPEN_BITS = 24
RUN = r"[\p{L}\p{M}\p{N}]+"
END = r"(?![\p{L}\p{M}\p{N}])"
WORD = regex.compile(
    rf"['’][sS]{END}"
    r"|(?:\p{L}\.){2,}"
    rf"|{RUN}(?:(?:(?<=\p{{N}})[.,](?=\p{{N}})|['’](?![sS]{END})){RUN})*"
    r"|[^ \t\n\v\f\r]"
)


def open_word(word: str) -> int:
    """The id of a word that the vocabulary lacks: a hash (FNV-1a of the UTF-16 units, times the golden ratio)."""
    value = 0xCBF29CE484222325
    for (unit,) in struct.iter_unpack("<H", word.encode("utf-16-le", "surrogatepass")):
        value = (value ^ unit) * 0x100000001B3 % (1 << 64)
    return FIRST_OPEN + (value * 0x9E3779B97F4A7C15 % (1 << 64) >> (64 - OPEN_BITS))


def join(words: list[str]) -> str:
    """Text of words, with spaces as in English and a capital for each sentence."""
    text = ""
    glued, begins, quoted = True, True, False
    for word in words:
        quote, joins = word == '"', word in ("-", "/")
        follows = glued or joins or word in tuple(".,;:!?)]}%’”…") or word in ("'s", "’s") or (quote and quoted)
        text += ("" if follows else " ") + (word[0].upper() + word[1:] if begins else word)
        glued = joins or word in tuple("([{$£€#“‘") or (quote and not quoted)
        quoted ^= quote
        begins = word in (".", "!", "?") or (begins and not regex.match(r"[\p{L}\p{Nd}]", word))
    return text


class PGNetTokenizer(PreTrainedTokenizer):
    """Words in lower case and `</s>`; words that `words.txt` lacks have ids from FIRST_OPEN on.

    `decode(ids, source=text, skip_special_tokens=True)` writes words as the source has them, which is how open words
    get their text; without the source they are made-up ones, equal for equal ids.
    """

    vocab_files_names = {"vocab_file": "words.txt"}
    model_input_names = ["input_ids", "attention_mask"]

    def __init__(self, vocab_file: str, **kwargs):
        with open(vocab_file, encoding="utf-8") as lines:
            self.words = [line.rstrip("\n") for line in lines]
        self.ids = {word: index for index, word in enumerate(self.words)}
        special = dict(zip(("pad_token", "unk_token", "bos_token", "eos_token"), self.words))
        super().__init__(**{**special, "split_special_tokens": True, **kwargs})

    @property
    def vocab_size(self) -> int:
        return len(self.words)

    def get_vocab(self) -> dict[str, int]:
        return dict(self.ids)

    def save_vocabulary(self, save_directory: str, filename_prefix: str | None = None) -> tuple[str]:
        name = (f"{filename_prefix}-" if filename_prefix else "") + self.vocab_files_names["vocab_file"]
        path = os.path.join(save_directory, name)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(word + "\n" for word in self.words)
        return (path,)

    def build_inputs_with_special_tokens(
        self, token_ids_0: list[int], token_ids_1: list[int] | None = None
    ) -> list[int]:
        return token_ids_0 + (token_ids_1 or []) + [self.eos_token_id]

    def convert_tokens_to_string(self, tokens: list[str]) -> str:
        return join(tokens)

    def _tokenize(self, text: str, **kwargs) -> list[str]:
        return WORD.findall(text)

    def _convert_token_to_id(self, token: str) -> int:
        folded = token.lower()
        return self.ids[folded] if folded in self.ids else open_word(folded)

    def _convert_id_to_token(self, index: int) -> str:
        return self.words[index] if index < len(self.words) else f"word{index:x}"

    def _decode(
        self, token_ids: int | list[int], skip_special_tokens: bool = False, source: str = "", **kwargs
    ) -> str:
        forms: dict[int, str] = {}
        for word in WORD.findall(source):
            index = self._convert_token_to_id(word)
            if index not in forms or word == word.lower():
                forms[index] = word
        skipped = {self.pad_token_id, self.bos_token_id, self.eos_token_id} if skip_special_tokens else set()
        ids = [token_ids] if isinstance(token_ids, int) else token_ids
        return join([forms.get(index) or self._convert_id_to_token(index) for index in ids if index not in skipped])
