"""PGNet, the pointer-generator network with coverage (See et al. 2017), for Hugging Face transformers.

Précis writes this file beside the weights and never runs it. B = sources, R = rows that are decoded, S = source
length, T = target length, V = words of the vocabulary, E, H, A = widths of word vectors, hidden layers, attention.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from transformers import GenerationMixin, PretrainedConfig, PreTrainedModel
from transformers.modeling_outputs import Seq2SeqLMOutput
from transformers.utils import ModelOutput


class PGNetConfig(PretrainedConfig):
    """Sizes, and the ids of special words."""

    model_type = "pgnet"

    def __init__(
        self,
        vocab_size: int = 10000,
        embedding_size: int = 128,
        hidden_size: int = 256,
        attention_size: int = 256,
        dropout: float = 0.0,
        max_source_tokens: int | None = None,
        pad_token_id: int = 0,
        unk_token_id: int = 1,
        eos_token_id: int = 3,
        decoder_start_token_id: int = 2,
        **kwargs,
    ):
        # Weights may be stored in half; they are loaded in single precision unless from_pretrained is told otherwise.
        super().__init__(**{"dtype": "float32", "is_encoder_decoder": True, "tie_word_embeddings": False, **kwargs})
        self.vocab_size = vocab_size
        self.embedding_size = embedding_size
        self.hidden_size = hidden_size
        self.attention_size = attention_size
        self.dropout = dropout
        self.max_source_tokens = max_source_tokens
        self.pad_token_id = pad_token_id
        self.unk_token_id = unk_token_id
        self.eos_token_id = eos_token_id
        self.decoder_start_token_id = decoder_start_token_id


@dataclass
class PGNetMemory(ModelOutput):
    """What decoding needs of the sources: states of the encoder h (B, S, 2·H), their features W_h·h (B, S, A), the
    decoder's first state (B, H), which positions are words (B, S), and the words' columns in the output (B, S)."""

    last_hidden_state: Tensor | None = None
    features: Tensor | None = None
    start: Tensor | None = None
    mask: Tensor | None = None
    columns: Tensor | None = None


@dataclass
class PGNetState:
    """Where decoding stands: state and cell of the LSTM (1, R, H), and coverage (R, S)."""

    hidden: Tensor
    cell: Tensor
    coverage: Tensor

    def reorder_cache(self, rows: Tensor) -> None:
        """Puts another row into the place of each; beam search calls it."""
        self.hidden = self.hidden[:, rows]
        self.cell = self.cell[:, rows]
        self.coverage = self.coverage[rows]


class PGNetAttention(nn.Module):
    """a = softmax(vᵀ tanh(W_h·h + W_s·s + w_c·c + b))."""

    def __init__(self, hidden: int, size: int):
        super().__init__()
        self.source = nn.Linear(2 * hidden, size, bias=False)
        self.state = nn.Linear(hidden, size)
        self.coverage = nn.Linear(size, 1, bias=False)  # used transposed: of one number it makes A
        self.score = nn.Linear(size, 1, bias=False)

    def forward(self, state: Tensor, coverage: Tensor, memory: PGNetMemory) -> Tensor:
        """Attention of states (R, H) to the sources (R, S)."""
        covered = functional.linear(coverage.unsqueeze(2), self.coverage.weight.T)
        scores = self.score(torch.tanh(memory.features + self.state(state).unsqueeze(1) + covered)).squeeze(2)
        return scores.masked_fill(~memory.mask, -torch.inf).softmax(1)


class PGNetForConditionalGeneration(PreTrainedModel, GenerationMixin):
    """Writes words of its vocabulary and words of the source.

    Every id from V on is an open word: the tokenizer's id for a word that the vocabulary lacks. The model reads all of
    them as the unknown word, and tells them apart where it copies: its output has V columns for the vocabulary and,
    behind them, one for each open word of the batch, in order of id. `generate` takes and gives ids of the tokenizer.
    """

    config_class = PGNetConfig
    base_model_prefix = "model"
    main_input_name = "input_ids"
    _is_stateful = True  # decoding keeps a PGNetState, which is no cache of keys and values

    def __init__(self, config: PGNetConfig):
        super().__init__(config)
        embedding, hidden = config.embedding_size, config.hidden_size
        self.embedding = nn.Embedding(config.vocab_size, embedding)
        self.encoder = nn.LSTM(embedding, hidden, batch_first=True, bidirectional=True)
        self.encoder.main_input_name = self.main_input_name  # transformers asks for it
        self.start = nn.Linear(2 * hidden, hidden)
        self.decoder = nn.LSTM(embedding, hidden, batch_first=True)
        self.attention = PGNetAttention(hidden, config.attention_size)
        self.output = nn.ModuleDict(
            {"hidden": nn.Linear(3 * hidden, hidden), "vocabulary": nn.Linear(hidden, config.vocab_size)}
        )
        self.gate = nn.Linear(3 * hidden + embedding, 1)
        self.post_init()

    @property
    def words(self) -> int:
        """V."""
        return self.embedding.num_embeddings

    def get_input_embeddings(self) -> nn.Embedding:
        return self.embedding

    def open_words(self, input_ids: Tensor) -> Tensor:
        """Ids of the sources' open words, ascending; the output's columns from V on stand for them."""
        return input_ids[input_ids >= self.words].unique()

    def columns(self, ids: Tensor, open_words: Tensor) -> Tensor:
        """The output's column for each id; an open word that no source has counts as the unknown one."""
        listed = torch.where(ids < self.words, ids, self.config.unk_token_id)
        return torch.where(torch.isin(ids, open_words), self.words + torch.searchsorted(open_words, ids), listed)

    def embed(self, ids: Tensor) -> Tensor:
        """Word vectors; open words are unknown ones."""
        return self.embedding(torch.where(ids < self.words, ids, self.config.unk_token_id))

    def encode(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> PGNetMemory:
        """Reads sources (B, S), padded on the right."""
        mask = input_ids != self.config.pad_token_id if attention_mask is None else attention_mask.bool()
        lengths = mask.sum(1)
        packed = pack_padded_sequence(self.embed(input_ids), lengths.cpu(), batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.encoder(packed)[0], batch_first=True, total_length=input_ids.shape[1])
        mean = states.sum(1) / lengths.unsqueeze(1)
        return PGNetMemory(
            last_hidden_state=states,
            features=self.attention.source(states),
            start=torch.tanh(self.start(mean)),
            mask=mask,
            columns=self.columns(input_ids, self.open_words(input_ids)),
        )

    def forward(
        self,
        input_ids: Tensor | None = None,
        attention_mask: Tensor | None = None,
        decoder_input_ids: Tensor | None = None,
        encoder_outputs: PGNetMemory | None = None,
        state: PGNetState | None = None,
        **kwargs,
    ) -> Seq2SeqLMOutput:
        """Log-probabilities of the word behind each of `decoder_input_ids` as `logits` (R, T, V + open words).

        P(w) = p_gen · P_vocabulary(w) + (1 − p_gen) · Σ attention to the positions of w, in single precision.
        """
        memory = self.encode(input_ids, attention_mask) if encoder_outputs is None else encoder_outputs
        if state is None:
            first = memory.start.unsqueeze(0)
            state = PGNetState(first, first, torch.zeros_like(memory.mask, dtype=first.dtype))
        inputs = self.embed(decoder_input_ids)
        states, (hidden, cell) = self.decoder(inputs, (state.hidden, state.cell))
        coverage, attentions = state.coverage, []
        for position in states.unbind(1):
            attentions.append(self.attention(position, coverage, memory))
            coverage = coverage + attentions[-1]
        attention = torch.stack(attentions, 1)
        context = attention @ memory.last_hidden_state
        gate = torch.sigmoid(self.gate(torch.cat([context, states, inputs], 2))).float()
        said = self.output["vocabulary"](self.output["hidden"](torch.cat([states, context], 2))).float().softmax(2)
        width = max(self.words, int(memory.columns.max()) + 1)
        mixed = functional.pad(gate * said, (0, width - self.words)).scatter_add(
            2, memory.columns.unsqueeze(1).expand_as(attention), (1 - gate) * attention
        )
        return Seq2SeqLMOutput(logits=mixed.log(), past_key_values=PGNetState(hidden, cell, coverage))

    def prepare_inputs_for_generation(
        self,
        input_ids: Tensor,
        encoder_outputs: PGNetMemory,
        past_key_values: PGNetState | None = None,
        cache: PGNetState | None = None,
        **kwargs,
    ) -> dict:
        """The words that the state has not seen yet; transformers 5 calls it `cache`."""
        state = past_key_values or cache
        words = input_ids if state is None else input_ids[:, -1:]
        return {"decoder_input_ids": words, "encoder_outputs": encoder_outputs, "state": state}

    def _prepare_cache_for_generation(self, *args, **kwargs) -> None:
        """None is needed: the first step makes the state."""

    @torch.no_grad()
    def generate(
        self, inputs: Tensor | None = None, attention_mask: Tensor | None = None, **kwargs
    ) -> Tensor | ModelOutput:
        """As in transformers, with the open words of the sources. Lists of words to force or to forbid hold columns of
        the output, and a streamer would see such columns, so there is none."""
        input_ids = kwargs.pop("input_ids", inputs)
        if kwargs.get("streamer") is not None:
            raise ValueError("a PGNet cannot stream, as what it copies has an id only at the end; leave out streamer")
        memory = self.encode(input_ids, attention_mask)
        open_words = self.open_words(input_ids)
        if "decoder_input_ids" in kwargs:
            kwargs["decoder_input_ids"] = self.columns(kwargs["decoder_input_ids"], open_words)
        extended = copy.copy(self)  # the same weights; transformers takes the number of columns from the configuration
        extended.config = copy.copy(self.config)
        extended.config.vocab_size = self.words + len(open_words)
        result = GenerationMixin.generate(
            extended, memory.columns, attention_mask=memory.mask.long(), encoder_outputs=memory, **kwargs
        )
        ids = torch.cat([torch.arange(self.words, device=open_words.device), open_words])
        if isinstance(result, Tensor):
            return ids[result]
        result.sequences = ids[result.sequences]
        return result
