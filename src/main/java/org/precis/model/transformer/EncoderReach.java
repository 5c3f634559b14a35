package org.precis.model.transformer;

import java.util.List;

/** Which positions of a source see each other. */
public sealed interface EncoderReach {
  /** Every position sees all others: time and memory grow with the square of the length. */
  record Full() implements EncoderReach {}

  /**
   * Every position sees a band around it and the first position, which sees all (Beltagy et al.
   * 2020, section 3.1). The first position's attention has projections of its own.
   *
   * @param radii largest distance seen in each layer
   */
  record Window(List<Integer> radii) implements EncoderReach {
    public Window {
      radii = List.copyOf(radii);
      radii.forEach(radius -> Range.check("radius of attention", radius, 1, 1_000_000));
    }
  }

  /**
   * Every position sees a band around it (Guo et al. 2022, section 3.1.1).
   *
   * @param radius largest distance seen
   */
  record Local(int radius) implements EncoderReach {
    public Local {
      Range.check("radius of attention", radius, 1, 1_000_000);
    }
  }

  /**
   * Every position sees a band around it and the sum of each block of the source (Guo et al. 2022,
   * section 3.1.2).
   *
   * @param radius largest distance seen
   * @param blockSize positions that are summed
   */
  record TransientGlobal(int radius, int blockSize) implements EncoderReach {
    public TransientGlobal {
      Range.check("radius of attention", radius, 1, 1_000_000);
      Range.check("size of a global block", blockSize, 1, 1_000_000);
    }
  }

  /**
   * Blocks see themselves, their neighbours, and the first and the last block, which see all
   * (Zaheer et al. 2020, section 2). Sources of up to {@link #fullTokens()} see all.
   *
   * <p>As in Hugging Face outside of training, random blocks are not drawn: in their place the
   * first block counts {@code randomBlocks} times more.
   *
   * @param blockSize positions in a block
   * @param randomBlocks random blocks that each block would see
   */
  record BlockSparse(int blockSize, int randomBlocks) implements EncoderReach {
    public BlockSparse {
      Range.check("block size", blockSize, 1, 1_000_000);
      Range.check("number of random blocks", randomBlocks, 0, 1_000);
    }

    /** Longest source whose positions all see each other. */
    public int fullTokens() {
      return Math.multiplyExact(5 + 2 * randomBlocks, blockSize);
    }
  }
}
