"""Writes checkpoints of random weights in the shapes of well-known models: checkpoints.py DIRECTORY NAME…"""
import os
import sys

import torch
from transformers import (BartConfig, BartForConditionalGeneration, MarianConfig, MarianMTModel, MT5Config,
                          MT5ForConditionalGeneration, T5Config, T5ForConditionalGeneration)

SHAPES = {
    "t5-small": lambda: T5ForConditionalGeneration(T5Config(decoder_start_token_id=0)),
    "mt5-small": lambda: MT5ForConditionalGeneration(MT5Config(
        vocab_size=250112, d_model=512, d_kv=64, d_ff=1024, num_layers=8, num_heads=6, decoder_start_token_id=0)),
    "bart-base": lambda: BartForConditionalGeneration(BartConfig(
        vocab_size=50265, d_model=768, encoder_layers=6, decoder_layers=6, encoder_attention_heads=12,
        decoder_attention_heads=12, encoder_ffn_dim=3072, decoder_ffn_dim=3072, forced_eos_token_id=None)),
    "marian-base": lambda: MarianMTModel(MarianConfig(
        vocab_size=58101, d_model=512, encoder_layers=6, decoder_layers=6, encoder_attention_heads=8,
        decoder_attention_heads=8, encoder_ffn_dim=2048, decoder_ffn_dim=2048, scale_embedding=True,
        activation_function="swish", static_position_embeddings=True, pad_token_id=58100, eos_token_id=0,
        decoder_start_token_id=58100, forced_eos_token_id=None)),
}

for name in sys.argv[2:]:
    target = os.path.join(sys.argv[1], name)
    if not os.path.exists(os.path.join(target, "config.json")):
        torch.manual_seed(1)
        model = SHAPES[name]()
        # What older files say and newer versions leave out; CTranslate2's converter asks for it.
        model.config.normalize_before = False
        model.config.add_final_layer_norm = False
        model.config.normalize_embedding = name.startswith("bart")
        model.save_pretrained(target)
