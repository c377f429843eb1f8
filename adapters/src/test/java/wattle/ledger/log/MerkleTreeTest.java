package wattle.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.testing.Property;

class MerkleTreeTest {

    /// Leaves and roots that implementations of RFC 6962 share as their test vectors.
    private static final List<String> LEAVES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int SIZES = 70;

    @Test
    void theRootsAreThoseOfThePublishedVectors() {
        var frontier = new Frontier();
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(frontier.head().size()).isEqualTo(size);
            assertThat(frontier.head().rootHash()).isEqualTo(ROOTS.get(size));
            if (size < LEAVES.size()) {
                frontier.append(MerkleTree.leaf(HexFormat.of().parseHex(LEAVES.get(size))));
            }
        }
    }

    @Test
    void theProofsAreThoseOfThePublishedVectors() {
        List<byte[]> leaves =
                LEAVES.stream().map(hex -> MerkleTree.leaf(HexFormat.of().parseHex(hex))).toList();
        assertThat(hex(Proofs.inclusion(Subtrees.of(leaves), 0, 8)))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(hex(Proofs.consistency(Subtrees.of(leaves), 6, 8)))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void aFrontierGivesTheRootOfTheDefinitionAfterEveryLeafAndWhenItWasPutAway() {
        var random = new Random(1);
        List<byte[]> leaves = new ArrayList<>();
        var frontier = new Frontier();
        for (int size = 0; size < 300; size++) {
            assertThat(frontier.root()).isEqualTo(rootByDefinition(leaves));
            assertThat(frontier.bytes()).hasSize(32 * Long.bitCount(size));
            subtreesAreThoseOfTheDefinition(frontier, leaves);
            frontier = Frontier.of(size, frontier.bytes());
            leaves.add(hash(random));
            frontier.append(leaves.getLast());
        }
    }

    private static void subtreesAreThoseOfTheDefinition(Frontier frontier, List<byte[]> leaves) {
        int from = 0;
        for (int power = 256; power > 0; power /= 2) {
            byte[] root = frontier.subtree(power);
            if ((leaves.size() & power) == 0) {
                assertThat(root).isNull();
            } else {
                assertThat(root).isEqualTo(rootByDefinition(leaves.subList(from, from + power)));
                from += power;
            }
        }
    }

    @Test
    void aFrontierOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> Frontier.of(3, new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frontier.of(-1, new byte[64 * 32]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frontier().subtree(3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyLeafOfEveryTreeIsShownToBeInItAndAtNoOtherPlace() {
        List<byte[]> leaves = leaves(SIZES);
        for (int size = 1; size <= SIZES; size++) {
            List<byte[]> tree = leaves.subList(0, size);
            byte[] root = rootByDefinition(tree);
            for (int index = 0; index < size; index++) {
                List<byte[]> path = Proofs.inclusion(Subtrees.of(tree), index, size);
                byte[] leaf = leaves.get(index);
                assertThat(Proofs.isIncluded(leaf, index, size, path, root)).isTrue();
                assertThat(Proofs.isIncluded(leaf, index + 1, size, path, root)).isFalse();
                assertThat(
                                Proofs.isIncluded(
                                        leaves.get((index + 1) % SIZES), index, size, path, root))
                        .isFalse();
            }
        }
    }

    @Test
    void everyTreeIsShownToBeginWithEverySmallerOne() {
        List<byte[]> leaves = leaves(SIZES);
        for (int size = 1; size <= SIZES; size++) {
            List<byte[]> tree = leaves.subList(0, size);
            byte[] root = rootByDefinition(tree);
            for (int old = 1; old <= size; old++) {
                byte[] oldRoot = rootByDefinition(leaves.subList(0, old));
                List<byte[]> proof = Proofs.consistency(Subtrees.of(tree), old, size);
                assertThat(Proofs.isConsistent(old, oldRoot, size, root, proof)).isTrue();
                byte[] forked = rootByDefinition(forked(leaves, old - 1).subList(0, old));
                assertThat(Proofs.isConsistent(old, forked, size, root, proof)).isFalse();
            }
            assertThat(Proofs.isConsistent(0, MerkleTree.emptyRoot(), size, root, List.of()))
                    .isTrue();
        }
    }

    @Test
    void aFlippedBitAMissingAndAnAddedHashAreFound() throws Exception {
        Property.forAll(
                200,
                random -> {
                    int size = random.nextInt(2, 200);
                    List<byte[]> tree = leaves(size);
                    byte[] root = rootByDefinition(tree);
                    int index = random.nextInt(size);
                    int old = random.nextInt(1, size);
                    byte[] oldRoot = rootByDefinition(tree.subList(0, old));
                    for (List<byte[]> path :
                            spoilt(Proofs.inclusion(Subtrees.of(tree), index, size), random)) {
                        assertThat(Proofs.isIncluded(tree.get(index), index, size, path, root))
                                .isFalse();
                    }
                    for (List<byte[]> proof :
                            spoilt(Proofs.consistency(Subtrees.of(tree), old, size), random)) {
                        assertThat(Proofs.isConsistent(old, oldRoot, size, root, proof)).isFalse();
                    }
                });
    }

    private static List<List<byte[]>> spoilt(List<byte[]> proof, Random random) {
        int at = random.nextInt(proof.size());
        List<byte[]> shorter = new ArrayList<>(proof);
        shorter.remove(at);
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(at, hash(random));
        List<byte[]> flipped = new ArrayList<>(proof);
        byte[] hash = proof.get(at).clone();
        hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        flipped.set(at, hash);
        return List.of(shorter, longer, flipped);
    }

    /// MTH of RFC 6962, section 2.1, word for word.
    private static byte[] rootByDefinition(List<byte[]> leaves) {
        int n = leaves.size();
        if (n == 0) {
            return MerkleTree.emptyRoot();
        }
        if (n == 1) {
            return leaves.getFirst();
        }
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return MerkleTree.node(
                rootByDefinition(leaves.subList(0, k)), rootByDefinition(leaves.subList(k, n)));
    }

    private static List<byte[]> forked(List<byte[]> leaves, int at) {
        List<byte[]> forked = new ArrayList<>(leaves);
        forked.set(at, MerkleTree.leaf(new byte[] {1, 2, 3}));
        return forked;
    }

    private static List<byte[]> leaves(int count) {
        var random = new Random(count);
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(hash(random));
        }
        return leaves;
    }

    private static byte[] hash(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }
}
