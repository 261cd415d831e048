using System.Text;
using TransferLedger.Core.Webhooks;

namespace TransferLedger.Core.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    private const string Published = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void It_signs_as_the_published_vector_does()
    {
        var signature = WebhookSecret
            .Read(Published)
            .Value.Sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                Encoding.UTF8.GetBytes("""{"test": 2432232314}""")
            );

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void It_is_written_as_it_was_read_and_printed_as_nothing()
    {
        var secret = WebhookSecret.Read(Published).Value;

        Assert.Equal(Published, secret.Text);
        Assert.Equal("whsec_…", $"{secret}");
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_no base64 at all, but long enough to be it")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLQ==")]
    public void What_is_no_secret_is_refused_and_not_repeated(string text)
    {
        var fault = Assert.Single(WebhookSecret.Read(text).Faults);

        Assert.Equal("secret.unreadable", fault.Code);
        Assert.DoesNotContain(
            text["whsec_".Length..] is { Length: > 0 } rest ? rest : "\0",
            fault.Says,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void It_has_64_bytes_at_most()
    {
        Assert.True(WebhookSecret.Read("whsec_" + Convert.ToBase64String(new byte[64])).IsOk);
        Assert.False(WebhookSecret.Read("whsec_" + Convert.ToBase64String(new byte[65])).IsOk);
    }
}
