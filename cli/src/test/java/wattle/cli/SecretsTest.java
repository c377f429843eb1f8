package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static List<String> masked(String... words) {
        return Secrets.masked(List.of(words));
    }

    @Test
    void aValueIsCoveredInItsWordOrInTheNext() {
        assertThat(masked("python", "train.py", "--hf-token", "hf_abc", "--lr", "0.1"))
                .containsExactly("python", "train.py", "--hf-token", "***", "--lr", "0.1");
        assertThat(masked("env", "WANDB_API_KEY=abc", "PASSWORD=", "python"))
                .containsExactly("env", "WANDB_API_KEY=***", "PASSWORD=", "python");
        assertThat(masked("x", "--token=a=b")).containsExactly("x", "--token=***");
        assertThat(masked("x", "--aws-secret-access-key", "a b"))
                .containsExactly("x", "--aws-secret-access-key", "***");
        assertThat(masked("x", "{\"api_key\":\"abc\"}")).containsExactly("x", "{\"api_key\":***");
    }

    @Test
    void aValueThatLooksLikeAnOptionOrANameIsCoveredToo() {
        assertThat(masked("x", "--token", "-abc")).containsExactly("x", "--token", "***");
        assertThat(masked("x", "--token", "mytokenabc==")).containsExactly("x", "--token", "***");
        assertThat(masked("x", "--no-token", "--password", "abc"))
                .containsExactly("x", "--no-token", "--password", "***");
    }

    @Test
    void scriptsAndHeadersAreCoveredFromTheNameOn() {
        assertThat(masked("bash", "-c", "A=1; HF_TOKEN='a b' python train.py"))
                .containsExactly("bash", "-c", "A=1; HF_TOKEN=***");
        assertThat(masked("curl", "-H", "Authorization: Bearer abc", "https://host"))
                .containsExactly("curl", "-H", "Authorization:***", "https://host");
        assertThat(masked("curl", "-H", "Bearer abc")).containsExactly("curl", "-H", "Bearer ***");
    }

    @Test
    void addressesLoseTheirUser() {
        assertThat(masked("git", "clone", "https://me:p@ss@github.com/a/b@v1"))
                .containsExactly("git", "clone", "https://***@github.com/a/b@v1");
        assertThat(masked("sh", "-c", "get http://a@h/ && get ftp://b@i/"))
                .containsExactly("sh", "-c", "get http://***@h/ && get ftp://***@i/");
        assertThat(masked("get", "https://host/a@b", "me@host"))
                .containsExactly("get", "https://host/a@b", "me@host");
    }

    @Test
    void whatIsNoSecretStays() {
        assertThat(masked("python", "train.py", "--tokenizer", "bert", "--epochs=3", "a:b=c"))
                .containsExactly(
                        "python", "train.py", "--tokenizer", "bert", "--epochs=3", "a:b=c");
        assertThat(masked()).isEmpty();
        assertThat(masked("", "--", "-")).containsExactly("", "--", "-");
    }

    /// Wherever a secret stands after a name that tells, it is gone.
    @Test
    void noSecretIsLeftInAnyArrangement() {
        String secret = "zq7Xy";
        String[] names = {"TOKEN", "my_Secret", "--db-password", "X-API-KEY", "Credentials"};
        for (int seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            List<String> words = new ArrayList<>(List.of("run", "İ", "--lr", "0.1"));
            String name = names[random.nextInt(names.length)];
            String value = (random.nextBoolean() ? "" : "-=@: ") + secret;
            int at = random.nextInt(words.size());
            if (name.startsWith("--") && random.nextBoolean()) {
                words.add(at, value);
                words.add(at, name);
            } else {
                String before = random.nextBoolean() ? "" : "İ a=b; ";
                words.add(at, before + name + "=: ".charAt(random.nextInt(3)) + value);
            }
            assertThat(String.join(" ", Secrets.masked(words)))
                    .as(words.toString())
                    .doesNotContain(secret);
            assertThat(Secrets.masked(words)).hasSameSizeAs(words);
        }
    }
}
